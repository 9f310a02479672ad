/* Preloaded into pcscd by tests: its virtual reader is polled every 400 ms, and no test waits that long. Naps are cut to 5 ms. */
#define _GNU_SOURCE
#include <errno.h>
#include <time.h>

static const long LONGEST_NAP_NS = 5 * 1000 * 1000;

int nanosleep(const struct timespec *asked, struct timespec *left)
{
    struct timespec nap = *asked;
    if (nap.tv_sec > 0 || nap.tv_nsec > LONGEST_NAP_NS) {
        nap.tv_sec = 0;
        nap.tv_nsec = LONGEST_NAP_NS;
    }
    int error = clock_nanosleep(CLOCK_REALTIME, 0, &nap, left);
    if (error != 0) {
        errno = error;
        return -1;
    }
    return 0;
}
