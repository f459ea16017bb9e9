// renameat2 swaps two names in one step, or moves only where nothing is; Glibc's module does not show it.
#include <sys/syscall.h>
#include <unistd.h>
#include <fcntl.h>
static inline int swap_names(const char *a, const char *b) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, 2u /* RENAME_EXCHANGE */);
}
static inline int move_if_absent(const char *a, const char *b) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, 1u /* RENAME_NOREPLACE */);
}

// Has malloc keep memory that is freed, blocks of up to 32 MB as well, for what is asked for next.
#include <malloc.h>
static inline void keep_freed_memory(void) {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
}
