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
  uint64_t continuations;   // 0x80 to 0xBF
  uint64_t leads;           // 0xC0 and above
  uint64_t leads_of_three;  // 0xE0 and above
  uint64_t has_rare;        // whether any lead is one that UTF-8 restricts: 0xC0, 0xC1, 0xE0, 0xED, 0xF0 and above
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
  // Compared as signed numbers, bytes from 0x80 on come before all others.
  EACH_QUARTER(found.continuations, _mm_cmpgt_epi8(_mm_set1_epi8((char)0xC0), v));
  EACH_QUARTER(found.leads_of_three, _mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xDF)));
  found.leads = high & ~found.continuations;
  found.leads_of_three &= high;
  __m128i rare = _mm_setzero_si128();
  for (int quarter = 0; quarter < 4; quarter++) {
    __m128i v = _mm_loadu_si128((const __m128i *)((const char *)bytes + 16 * quarter));
    rare = _mm_or_si128(rare, _mm_subs_epu8(v, _mm_set1_epi8((char)0xEF)));
    rare = _mm_or_si128(rare, _mm_or_si128(SAME(0xE0), SAME(0xED)));
    rare = _mm_or_si128(rare, _mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xFE)), _mm_set1_epi8((char)0xC0)));
  }
  found.has_rare = _mm_movemask_epi8(_mm_cmpeq_epi8(rare, _mm_setzero_si128())) != 0xFFFF;
  return found;
}
#undef EACH_QUARTER
#undef SAME
#undef AT_MOST

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
    found.has_rare |= byte >= 0xF0 || byte == 0xE0 || byte == 0xED || byte == 0xC0 || byte == 0xC1;
  }
  return found;
}
#endif

// Asks for the memory at an address before it is needed.
static inline void fetch_ahead(const void *address) { __builtin_prefetch(address); }
