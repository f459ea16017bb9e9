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

// What stands in some blocks of text, a number for each of them. Ends within quotes are among the ends: which those are, the
// blocks before decide.
typedef struct {
  uint64_t *ends;        // separators and line feeds
  uint64_t *line_feeds;
  uint64_t *quotes;
  uint64_t *unusual;     // quotes, and below 0x20 all but separators and line feeds
} block_marks;

// How many cells and lines have ended so far.
typedef struct {
  uint32_t ends, lines;
} block_counts;

// What is wrong with the characters of the blocks seen so far.
typedef struct {
  uint64_t faults;    // zero where each byte from 0x80 to 0xBF, and no other, continues a character
  uint64_t open;      // which of the next block's first bytes must do so
  uint64_t has_rare;  // whether any character begins with a byte that UTF-8 restricts: 0xC0, 0xC1, 0xE0, 0xED, 0xF0 and above
} text_check;

static inline void check_block(text_check *check, uint64_t continuations, uint64_t leads, uint64_t leads_of_three) {
  check->faults |= continuations ^ (leads << 1 | leads_of_three << 2 | check->open);
  check->open = leads >> 63 | leads_of_three >> 62;
}

static inline void put_marks(
    const block_marks *marks, long i, uint64_t delimiters, uint64_t line_feeds, uint64_t quotes, uint64_t controls) {
  marks->ends[i] = delimiters | line_feeds;
  marks->line_feeds[i] = line_feeds;
  marks->quotes[i] = quotes;
  marks->unusual[i] = quotes | (controls & ~line_feeds & ~delimiters);
}

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

static inline void mark_block(
    const void *bytes, uint8_t delimiter, uint8_t quote, const block_marks *marks, long i) {
  uint64_t delimiters, line_feeds, quotes, controls;
  EACH_QUARTER(delimiters, SAME(delimiter));
  EACH_QUARTER(line_feeds, SAME('\n'));
  EACH_QUARTER(quotes, SAME(quote));
  EACH_QUARTER(controls, AT_MOST(0x1F));
  put_marks(marks, i, delimiters, line_feeds, quotes, controls);
}

static inline void check_characters(const void *bytes, text_check *check) {
  uint64_t high, continuations, leads_of_three;
  EACH_QUARTER(high, v);
  if (high == 0) return check_block(check, 0, 0, 0);
  // Compared as signed numbers, bytes from 0x80 on come before all others.
  EACH_QUARTER(continuations, _mm_cmpgt_epi8(_mm_set1_epi8((char)0xC0), v));
  EACH_QUARTER(leads_of_three, _mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xDF)));
  check_block(check, continuations, high & ~continuations, high & leads_of_three);
  __m128i rare = _mm_setzero_si128();
  for (int quarter = 0; quarter < 4; quarter++) {
    __m128i v = _mm_loadu_si128((const __m128i *)((const char *)bytes + 16 * quarter));
    rare = _mm_or_si128(rare, _mm_subs_epu8(v, _mm_set1_epi8((char)0xEF)));
    rare = _mm_or_si128(rare, _mm_or_si128(SAME(0xE0), SAME(0xED)));
    rare = _mm_or_si128(rare, _mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xFE)), _mm_set1_epi8((char)0xC0)));
  }
  check->has_rare |= _mm_movemask_epi8(_mm_cmpeq_epi8(rare, _mm_setzero_si128())) != 0xFFFF;
}
#undef EACH_QUARTER
#undef SAME
#undef AT_MOST

#else
// The same, one byte after the other, for processors without these instructions.
static inline void mark_block(
    const void *bytes, uint8_t delimiter, uint8_t quote, const block_marks *marks, long i) {
  uint64_t delimiters = 0, line_feeds = 0, quotes = 0, controls = 0;
  for (int at = 0; at < 64; at++) {
    uint8_t byte = ((const uint8_t *)bytes)[at];
    delimiters |= (uint64_t)(byte == delimiter) << at;
    line_feeds |= (uint64_t)(byte == '\n') << at;
    quotes |= (uint64_t)(byte == quote) << at;
    controls |= (uint64_t)(byte < 0x20) << at;
  }
  put_marks(marks, i, delimiters, line_feeds, quotes, controls);
}

static inline void check_characters(const void *bytes, text_check *check) {
  uint64_t continuations = 0, leads = 0, leads_of_three = 0;
  for (int at = 0; at < 64; at++) {
    uint8_t byte = ((const uint8_t *)bytes)[at];
    continuations |= (uint64_t)(byte >= 0x80 && byte < 0xC0) << at;
    leads |= (uint64_t)(byte >= 0xC0) << at;
    leads_of_three |= (uint64_t)(byte >= 0xE0) << at;
    check->has_rare |= byte >= 0xF0 || byte == 0xE0 || byte == 0xED || byte == 0xC0 || byte == 0xC1;
  }
  check_block(check, continuations, leads, leads_of_three);
}
#endif

static inline void plain_marks_of_blocks(
    const void *bytes, long blocks, uint8_t delimiter, uint8_t quote, const block_marks *marks) {
  for (long i = 0; i < blocks; i++) mark_block((const char *)bytes + 64 * i, delimiter, quote, marks, i);
}

static inline void plain_check_text(const void *bytes, long blocks, text_check *check) {
  for (long i = 0; i < blocks; i++) check_characters((const char *)bytes + 64 * i, check);
}

// Eight bits at a time: how many there are differs from block to block, and a processor that guesses wrong when to stop
// loses more than some offsets too many cost. These are written over by what follows.
static inline void plain_offsets_of_ends(
    const block_marks *marks, long blocks, uint32_t offset, uint32_t *ends, uint32_t *lines, block_counts *counts) {
  uint32_t count = counts->ends;
  for (long i = 0; i < blocks; i++, offset += 64) {
    uint32_t *next = ends + count;
    for (uint64_t left = marks->ends[i]; left != 0; next += 8)
      for (int j = 0; j < 8; j++, left &= left - 1) next[j] = offset + (uint32_t)__builtin_ctzll(left | 1ull << 63);
    for (uint64_t left = marks->line_feeds[i]; left != 0; left &= left - 1)
      lines[counts->lines++] = count + (uint32_t)__builtin_popcountll(marks->ends[i] & ((left & -left) - 1));
    count += (uint32_t)__builtin_popcountll(marks->ends[i]);
  }
  counts->ends = count;
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
    const void *bytes, long blocks, uint8_t delimiter, uint8_t quote, const block_marks *marks) {
  for (long i = 0; i < blocks; i++) {
    const char *block = (const char *)bytes + 64 * i;
    __m256i low = _mm256_loadu_si256((const __m256i *)block);
    __m256i high = _mm256_loadu_si256((const __m256i *)(block + 32));
    uint64_t delimiters, line_feeds, quotes, controls;
    EACH_HALF(delimiters, SAME(delimiter));
    EACH_HALF(line_feeds, SAME('\n'));
    EACH_HALF(quotes, SAME(quote));
    EACH_HALF(controls, AT_MOST(0x1F));
    put_marks(marks, i, delimiters, line_feeds, quotes, controls);
  }
}

// Whether any of 32 bytes is the first of a character that UTF-8 restricts.
HALF static inline __m256i half_rare(__m256i v) {
  __m256i rare = _mm256_or_si256(_mm256_subs_epu8(v, _mm256_set1_epi8((char)0xEF)), SAME(0xE0));
  __m256i pair = _mm256_and_si256(v, _mm256_set1_epi8((char)0xFE));
  return _mm256_or_si256(
      rare, _mm256_or_si256(SAME(0xED), _mm256_cmpeq_epi8(pair, _mm256_set1_epi8((char)0xC0))));
}

HALF static inline void half_check_text(const void *bytes, long blocks, text_check *check) {
  __m256i rare = _mm256_setzero_si256();
  text_check found = *check;
  for (long i = 0; i < blocks; i++) {
    const char *block = (const char *)bytes + 64 * i;
    __m256i low = _mm256_loadu_si256((const __m256i *)block);
    __m256i high = _mm256_loadu_si256((const __m256i *)(block + 32));
    uint64_t above, continuations, leads_of_three;
    EACH_HALF(above, v);
    // Compared as signed numbers, bytes from 0x80 on come before all others.
    EACH_HALF(continuations, _mm256_cmpgt_epi8(_mm256_set1_epi8((char)0xC0), v));
    EACH_HALF(leads_of_three, _mm256_cmpgt_epi8(v, _mm256_set1_epi8((char)0xDF)));
    check_block(&found, continuations, above & ~continuations, above & leads_of_three);
    rare = _mm256_or_si256(rare, _mm256_or_si256(half_rare(low), half_rare(high)));
  }
  *check = found;
  check->has_rare |= !_mm256_testz_si256(rare, rare);
}
#undef EACH_HALF
#undef SAME
#undef AT_MOST

// As on every processor, but with instructions that count bits, find the first and clear it. Of no bit they find one past
// the block, which is written over as well.
HALF static inline void half_offsets_of_ends(
    const block_marks *marks, long blocks, uint32_t offset, uint32_t *ends, uint32_t *lines, block_counts *counts) {
  uint32_t count = counts->ends, line_count = counts->lines;
  for (long i = 0; i < blocks; i++, offset += 64) {
    uint32_t *next = ends + count;
    for (uint64_t left = marks->ends[i]; left != 0; next += 8) {
#pragma clang loop unroll(full)
      for (int j = 0; j < 8; j++, left = _blsr_u64(left)) next[j] = offset + (uint32_t)_tzcnt_u64(left);
    }
    for (uint64_t left = marks->line_feeds[i]; left != 0; left = _blsr_u64(left))
      lines[line_count++] = count + (uint32_t)_mm_popcnt_u64(marks->ends[i] & (_blsi_u64(left) - 1));
    count += (uint32_t)_mm_popcnt_u64(marks->ends[i]);
  }
  *counts = (block_counts){count, line_count};
}

#define WIDE __attribute__((target("avx512f,avx512bw,avx512vbmi2,bmi,popcnt")))

static inline int has_wide_blocks(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2") &&
         __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

WIDE static inline void wide_marks_of_blocks(
    const void *bytes, long blocks, uint8_t delimiter, uint8_t quote, const block_marks *marks) {
  for (long i = 0; i < blocks; i++) {
    __m512i v = _mm512_loadu_si512((const char *)bytes + 64 * i);
    put_marks(
        marks, i, _mm512_cmpeq_epu8_mask(v, _mm512_set1_epi8((char)delimiter)),
        _mm512_cmpeq_epu8_mask(v, _mm512_set1_epi8('\n')), _mm512_cmpeq_epu8_mask(v, _mm512_set1_epi8((char)quote)),
        _mm512_cmplt_epu8_mask(v, _mm512_set1_epi8(0x20)));
  }
}

WIDE static inline void wide_check_text(const void *bytes, long blocks, text_check *check) {
  uint64_t rare = 0;
  text_check found = *check;
  for (long i = 0; i < blocks; i++) {
    __m512i v = _mm512_loadu_si512((const char *)bytes + 64 * i);
    uint64_t high = _mm512_movepi8_mask(v);
    uint64_t leads = _mm512_cmpge_epu8_mask(v, _mm512_set1_epi8((char)0xC0));
    check_block(&found, high & ~leads, leads, _mm512_cmpge_epu8_mask(v, _mm512_set1_epi8((char)0xE0)));
    rare |= _mm512_cmpge_epu8_mask(v, _mm512_set1_epi8((char)0xF0)) |
            _mm512_cmpeq_epu8_mask(v, _mm512_set1_epi8((char)0xE0)) |
            _mm512_cmpeq_epu8_mask(v, _mm512_set1_epi8((char)0xED)) |
            (leads & _mm512_cmplt_epu8_mask(v, _mm512_set1_epi8((char)0xC2)));
  }
  *check = found;
  check->has_rare |= rare != 0;
}

// Sixteen offsets at a time.
WIDE static inline void wide_offsets_of_ends(
    const block_marks *marks, long blocks, uint32_t offset, uint32_t *ends, uint32_t *lines, block_counts *counts) {
  uint8_t each[64];
  for (int i = 0; i < 64; i++) each[i] = (uint8_t)i;
  __m512i places = _mm512_loadu_si512(each);
  uint32_t count = counts->ends, line_count = counts->lines;
  for (long i = 0; i < blocks; i++, offset += 64) {
    __m512i found = _mm512_maskz_compress_epi8(marks->ends[i], places);
    __m512i start = _mm512_set1_epi32((int)offset);
    int total = (int)_mm_popcnt_u64(marks->ends[i]);
    uint32_t *next = ends + count;
    _mm512_storeu_si512(next, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(found)), start));
    if (total > 16) {
      _mm512_storeu_si512(
          next + 16, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 1)), start));
      _mm512_storeu_si512(
          next + 32, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 2)), start));
      _mm512_storeu_si512(
          next + 48, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 3)), start));
    }
    for (uint64_t left = marks->line_feeds[i]; left != 0; left = _blsr_u64(left))
      lines[line_count++] = count + (uint32_t)_mm_popcnt_u64(marks->ends[i] & (_blsi_u64(left) - 1));
    count += (uint32_t)total;
  }
  *counts = (block_counts){count, line_count};
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
    const void *bytes, long blocks, uint8_t delimiter, uint8_t quote, const block_marks *marks) {
  BEST(marks_of_blocks, bytes, blocks, delimiter, quote, marks);
}

// Goes on checking whether text is UTF-8.
static inline void check_text(const void *bytes, long blocks, text_check *check) {
  BEST(check_text, bytes, blocks, check);
}

// Where the ends of some blocks stand, counted from `offset`, behind those that there are, of which line feeds are told the
// places among all. The list of ends has room for 64 more.
static inline void offsets_of_ends(
    const block_marks *marks, long blocks, uint32_t offset, uint32_t *ends, uint32_t *lines, block_counts *counts) {
  BEST(offsets_of_ends, marks, blocks, offset, ends, lines, counts);
}
#undef BEST
#undef HALF
#undef WIDE

// Asks for the line of memory at an address and does not wait for it. Nothing is read: any address will do.
static inline void prefetch_line(const void *address) { __builtin_prefetch(address); }
