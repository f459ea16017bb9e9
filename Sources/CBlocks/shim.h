// Which of 64 bytes are what, a bit a byte: the instructions for it (compare, then gather the top bits) have no name in
// Swift, whose compiler turns comparisons of SIMD vectors into one byte after the other.
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef struct {
  uint64_t delimiters, line_feeds, quotes;
  uint64_t controls;  // below 0x20, line feeds among them
} block_marks;

typedef struct {
  uint64_t continuations;    // 0x80 to 0xBF
  uint64_t leads;            // 0xC0 and above
  uint64_t leads_of_three;   // 0xE0 and above
  uint64_t rare;             // leads that UTF-8 restricts: 0xC0, 0xC1, 0xE0, 0xED, 0xF0 and above
} block_characters;

#if defined(__SSE2__)
#define EACH_QUARTER(target, expression)                                            \
  do {                                                                              \
    target = 0;                                                                     \
    for (int quarter = 0; quarter < 4; quarter++) {                                 \
      __m128i v = _mm_loadu_si128((const __m128i *)((const char *)bytes + 16 * quarter)); \
      target |= (uint64_t)(uint32_t)_mm_movemask_epi8(expression) << (16 * quarter);   \
    }                                                                               \
  } while (0)
#define SAME(value) _mm_cmpeq_epi8(v, _mm_set1_epi8((char)(value)))
#define AT_MOST(value) _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8((char)(value))), v)
#define AT_LEAST(value) _mm_cmpeq_epi8(_mm_max_epu8(v, _mm_set1_epi8((char)(value))), v)

static inline block_marks marks_of_block(const void *bytes, uint8_t delimiter, uint8_t quote) {
  block_marks marks;
  EACH_QUARTER(marks.delimiters, SAME(delimiter));
  EACH_QUARTER(marks.line_feeds, SAME('\n'));
  EACH_QUARTER(marks.quotes, SAME(quote));
  EACH_QUARTER(marks.controls, AT_MOST(0x1F));
  return marks;
}

static inline uint64_t high_bytes_of_block(const void *bytes) {
  uint64_t high;
  EACH_QUARTER(high, v);
  return high;
}

static inline block_characters characters_of_block(const void *bytes) {
  block_characters found;
  uint64_t high = high_bytes_of_block(bytes);
  EACH_QUARTER(found.leads, AT_LEAST(0xC0));
  EACH_QUARTER(found.leads_of_three, AT_LEAST(0xE0));
  EACH_QUARTER(
      found.rare, _mm_or_si128(_mm_or_si128(AT_LEAST(0xF0), _mm_or_si128(SAME(0xE0), SAME(0xED))),
                               _mm_or_si128(SAME(0xC0), SAME(0xC1))));
  found.continuations = high & ~found.leads;
  return found;
}
#undef EACH_QUARTER
#undef SAME
#undef AT_MOST
#undef AT_LEAST

#else
// The same, one byte after the other, for processors without these instructions.
static inline block_marks marks_of_block(const void *bytes, uint8_t delimiter, uint8_t quote) {
  block_marks marks = {0, 0, 0, 0};
  for (int i = 0; i < 64; i++) {
    uint8_t byte = ((const uint8_t *)bytes)[i];
    marks.delimiters |= (uint64_t)(byte == delimiter) << i;
    marks.line_feeds |= (uint64_t)(byte == '\n') << i;
    marks.quotes |= (uint64_t)(byte == quote) << i;
    marks.controls |= (uint64_t)(byte < 0x20) << i;
  }
  return marks;
}

static inline uint64_t high_bytes_of_block(const void *bytes) {
  uint64_t high = 0;
  for (int i = 0; i < 64; i++) high |= (uint64_t)(((const uint8_t *)bytes)[i] >> 7) << i;
  return high;
}

static inline block_characters characters_of_block(const void *bytes) {
  block_characters found = {0, 0, 0, 0};
  for (int i = 0; i < 64; i++) {
    uint8_t byte = ((const uint8_t *)bytes)[i];
    found.continuations |= (uint64_t)(byte >= 0x80 && byte < 0xC0) << i;
    found.leads |= (uint64_t)(byte >= 0xC0) << i;
    found.leads_of_three |= (uint64_t)(byte >= 0xE0) << i;
    found.rare |= (uint64_t)(byte >= 0xF0 || byte == 0xE0 || byte == 0xED || byte == 0xC0 || byte == 0xC1) << i;
  }
  return found;
}
#endif

// Asks for the memory at an address before it is needed.
static inline void fetch_ahead(const void *address) { __builtin_prefetch(address); }
