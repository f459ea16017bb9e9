// Which of the bytes of text are what, a bit a byte and 64 bytes a block: the instructions for it (compare, then gather
// the top bits) have no name in Swift, whose compiler turns comparisons of SIMD vectors into one byte after the other.
//
// Each function takes many blocks: processors that compare 64 bytes with one instruction (AVX-512) or 32 (AVX2) do so, and
// the question which of them this is is asked once for all of the blocks.
#include <stdint.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
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

static inline void plain_marks_of_blocks(
    const void *bytes, long blocks, uint8_t delimiter, uint8_t quote, block_marks *marks) {
  for (long i = 0; i < blocks; i++) marks[i] = marks_of_block((const char *)bytes + 64 * i, delimiter, quote);
}

static inline void plain_characters_of_blocks(const void *bytes, long blocks, block_characters *found) {
  for (long i = 0; i < blocks; i++) {
    const char *block = (const char *)bytes + 64 * i;
    if (high_bytes_of_block(block) != 0) {
      found[i] = characters_of_block(block);
    } else {
      found[i] = (block_characters){0, 0, 0, 0};
    }
  }
}

// Eight bits at a time: how many there are differs from block to block, and a processor that guesses wrong when to stop
// loses more than some offsets too many cost. These are written over by what follows.
static inline void plain_offsets_of_bits(
    const uint64_t *bits, long blocks, uint32_t offset, uint32_t *target, uint32_t *counts) {
  uint32_t count = 0;
  for (long i = 0; i < blocks; i++, offset += 64) {
    uint32_t *next = target + count;
    counts[i] = count;
    for (uint64_t left = bits[i]; left != 0; next += 8)
      for (int j = 0; j < 8; j++, left &= left - 1) next[j] = offset + (uint32_t)__builtin_ctzll(left | 1ull << 63);
    count += (uint32_t)__builtin_popcountll(bits[i]);
  }
  counts[blocks] = count;
}

#if defined(__x86_64__)
#define HALF __attribute__((target("avx2,bmi,popcnt")))

static inline int has_half_blocks(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

#define EACH_HALF(target, expression)                                                  \
  do {                                                                                 \
    __m256i v = low;                                                                   \
    target = (uint32_t)_mm256_movemask_epi8(expression);                               \
    v = high;                                                                          \
    target |= (uint64_t)(uint32_t)_mm256_movemask_epi8(expression) << 32;              \
  } while (0)
#define SAME(value) _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)(value)))
#define AT_MOST(value) _mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8((char)(value))), v)

HALF static inline void half_marks_of_blocks(
    const void *bytes, long blocks, uint8_t delimiter, uint8_t quote, block_marks *marks) {
  for (long i = 0; i < blocks; i++) {
    const char *block = (const char *)bytes + 64 * i;
    __m256i low = _mm256_loadu_si256((const __m256i *)block);
    __m256i high = _mm256_loadu_si256((const __m256i *)(block + 32));
    EACH_HALF(marks[i].delimiters, SAME(delimiter));
    EACH_HALF(marks[i].line_feeds, SAME('\n'));
    EACH_HALF(marks[i].quotes, SAME(quote));
    EACH_HALF(marks[i].controls, AT_MOST(0x1F));
  }
}

// Whether any of 32 bytes is the first of a character that UTF-8 restricts.
HALF static inline __m256i half_rare(__m256i v) {
  __m256i rare = _mm256_or_si256(_mm256_subs_epu8(v, _mm256_set1_epi8((char)0xEF)), SAME(0xE0));
  __m256i pair = _mm256_and_si256(v, _mm256_set1_epi8((char)0xFE));
  return _mm256_or_si256(
      rare, _mm256_or_si256(SAME(0xED), _mm256_cmpeq_epi8(pair, _mm256_set1_epi8((char)0xC0))));
}

HALF static inline void half_characters_of_blocks(const void *bytes, long blocks, block_characters *found) {
  for (long i = 0; i < blocks; i++) {
    const char *block = (const char *)bytes + 64 * i;
    __m256i low = _mm256_loadu_si256((const __m256i *)block);
    __m256i high = _mm256_loadu_si256((const __m256i *)(block + 32));
    uint64_t above;
    EACH_HALF(above, v);
    // Compared as signed numbers, bytes from 0x80 on come before all others.
    EACH_HALF(found[i].continuations, _mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xC0), v));
    EACH_HALF(found[i].leads_of_three, _mm256_cmpgt_epi8(v, _mm256_set1_epi8((char)0xDF)));
    found[i].leads = above & ~found[i].continuations;
    found[i].leads_of_three &= above;
    __m256i rare = _mm256_or_si256(half_rare(low), half_rare(high));
    found[i].has_rare = !_mm256_testz_si256(rare, rare);
  }
}
#undef EACH_HALF
#undef SAME
#undef AT_MOST

// As on every processor, but with instructions that count bits, find the first and clear it. Of no bit they find one past
// the block, which is written over as well.
HALF static inline void half_offsets_of_bits(
    const uint64_t *bits, long blocks, uint32_t offset, uint32_t *target, uint32_t *counts) {
  uint32_t count = 0;
  for (long i = 0; i < blocks; i++, offset += 64) {
    uint32_t *next = target + count;
    counts[i] = count;
    for (uint64_t left = bits[i]; left != 0; next += 8) {
#pragma clang loop unroll(full)
      for (int j = 0; j < 8; j++, left = _blsr_u64(left)) next[j] = offset + (uint32_t)_tzcnt_u64(left);
    }
    count += (uint32_t)_mm_popcnt_u64(bits[i]);
  }
  counts[blocks] = count;
}

#define WIDE __attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt")))

static inline int has_wide_blocks(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2");
}

WIDE static inline void wide_marks_of_blocks(
    const void *bytes, long blocks, uint8_t delimiter, uint8_t quote, block_marks *marks) {
  for (long i = 0; i < blocks; i++) {
    __m512i v = _mm512_loadu_si512((const char *)bytes + 64 * i);
    marks[i].delimiters = _mm512_cmpeq_epu8_mask(v, _mm512_set1_epi8((char)delimiter));
    marks[i].line_feeds = _mm512_cmpeq_epu8_mask(v, _mm512_set1_epi8('\n'));
    marks[i].quotes = _mm512_cmpeq_epu8_mask(v, _mm512_set1_epi8((char)quote));
    marks[i].controls = _mm512_cmplt_epu8_mask(v, _mm512_set1_epi8(0x20));
  }
}

WIDE static inline void wide_characters_of_blocks(const void *bytes, long blocks, block_characters *found) {
  for (long i = 0; i < blocks; i++) {
    __m512i v = _mm512_loadu_si512((const char *)bytes + 64 * i);
    uint64_t high = _mm512_movepi8_mask(v);
    uint64_t leads = _mm512_cmpge_epu8_mask(v, _mm512_set1_epi8((char)0xC0));
    found[i].leads = leads;
    found[i].continuations = high & ~leads;
    found[i].leads_of_three = _mm512_cmpge_epu8_mask(v, _mm512_set1_epi8((char)0xE0));
    found[i].has_rare =
        (_mm512_cmpge_epu8_mask(v, _mm512_set1_epi8((char)0xF0)) |
         _mm512_cmpeq_epu8_mask(v, _mm512_set1_epi8((char)0xE0)) |
         _mm512_cmpeq_epu8_mask(v, _mm512_set1_epi8((char)0xED)) |
         (leads & _mm512_cmplt_epu8_mask(v, _mm512_set1_epi8((char)0xC2)))) != 0;
  }
}

// Sixteen offsets at a time.
WIDE static inline void wide_offsets_of_bits(
    const uint64_t *bits, long blocks, uint32_t offset, uint32_t *target, uint32_t *counts) {
  uint8_t each[64];
  for (int i = 0; i < 64; i++) each[i] = (uint8_t)i;
  __m512i places = _mm512_loadu_si512(each);
  uint32_t count = 0;
  for (long i = 0; i < blocks; i++, offset += 64) {
    counts[i] = count;
    __m512i found = _mm512_maskz_compress_epi8(bits[i], places);
    __m512i start = _mm512_set1_epi32((int)offset);
    int total = (int)_mm_popcnt_u64(bits[i]);
    uint32_t *next = target + count;
    _mm512_storeu_si512(next, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(found)), start));
    if (total > 16) {
      _mm512_storeu_si512(
          next + 16, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 1)), start));
      _mm512_storeu_si512(
          next + 32, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 2)), start));
      _mm512_storeu_si512(
          next + 48, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 3)), start));
    }
    count += (uint32_t)total;
  }
  counts[blocks] = count;
}

#define BEST(function, ...)                                   \
  if (has_wide_blocks()) wide_##function(__VA_ARGS__);        \
  else if (has_half_blocks()) half_##function(__VA_ARGS__);   \
  else plain_##function(__VA_ARGS__)
#else
#define BEST(function, ...) plain_##function(__VA_ARGS__)
#endif

// What stands in each of some blocks.
static inline void marks_of_blocks(
    const void *bytes, long blocks, uint8_t delimiter, uint8_t quote, block_marks *marks) {
  BEST(marks_of_blocks, bytes, blocks, delimiter, quote, marks);
}

// The parts of characters in each of some blocks.
static inline void characters_of_blocks(const void *bytes, long blocks, block_characters *found) {
  BEST(characters_of_blocks, bytes, blocks, found);
}

// Where the bits of some blocks stand, counted from `offset`, one behind the other, and how many stand before each block
// and before the end. The target has room for 64 more.
static inline void offsets_of_bits(
    const uint64_t *bits, long blocks, uint32_t offset, uint32_t *target, uint32_t *counts) {
  BEST(offsets_of_bits, bits, blocks, offset, target, counts);
}
#undef BEST
#undef HALF
#undef WIDE
