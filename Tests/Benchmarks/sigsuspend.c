/* valgrind 3.19 writes to the mask that sigsuspend is given; libdispatch's lies in read-only memory. Preloaded, this gives
   it a copy. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>

int sigsuspend(const sigset_t *mask)
{
    sigset_t copy = *mask;
    int (*real)(const sigset_t *) = (int (*)(const sigset_t *))dlsym(RTLD_NEXT, "sigsuspend");
    return real(&copy);
}
