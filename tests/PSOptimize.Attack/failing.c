// A file system that fails at its k-th call, for whatever program preloads this: calls that open, write, flush, cut, move or remove files
// in a folder are counted, and one of them, or all from one on, fail with an error. And a clock of the day that jumps.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static char folder[4096];
static volatile long at, count, tripped;
static volatile int lasts, code;
static unsigned char watched[1 << 16];

// From now on the k-th call fails (0: none), and with lasting all after it; the error is one of errno.
void failing_arm(const char *path, long k, int lasting, int error)
{
    strncpy(folder, path, sizeof folder - 1);
    at = k, lasts = lasting, code = error, count = 0, tripped = 0;
}

// How many calls there were.
long failing_count(void) { return count; }

// How many of them failed.
long failing_tripped(void) { return tripped; }

static volatile long jump, readings, shift;

// From its k-th reading on (0: never) the clock of the day is some seconds off.
void failing_clock(long k, long seconds) { jump = k, shift = seconds, readings = 0; }

// How often the clock was read.
long failing_readings(void) { return readings; }

static int is_within(const char *path) { return folder[0] && path && strncmp(path, folder, strlen(folder)) == 0; }

static int is_watched(int file) { return file >= 0 && file < 1 << 16 && watched[file]; }

static int fails(void)
{
    long now = __sync_add_and_fetch(&count, 1);
    if (at == 0 || now < at || (now > at && !lasts)) return 0;
    __sync_add_and_fetch(&tripped, 1);
    errno = code;
    return 1;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = va_arg(rest, mode_t); \
        va_end(rest); \
        int writes = is_within(path) && (flags & (O_WRONLY | O_RDWR | O_CREAT)); \
        if (writes && fails()) return -1; \
        int file = real(path, flags, mode); \
        if (file >= 0 && file < 1 << 16) watched[file] = writes; \
        return file; \
    }

#define OF_FILE(type, name, parameters, ...) \
    type name parameters \
    { \
        REAL(name); \
        if (is_watched(file) && fails()) return -1; \
        return real(__VA_ARGS__); \
    }

OPEN(open)
OPEN(open64)
OF_FILE(ssize_t, write, (int file, const void *data, size_t size), file, data, size)
OF_FILE(ssize_t, pwrite, (int file, const void *data, size_t size, off_t place), file, data, size, place)
OF_FILE(ssize_t, pwrite64, (int file, const void *data, size_t size, off64_t place), file, data, size, place)
OF_FILE(int, fsync, (int file), file)
OF_FILE(int, fdatasync, (int file), file)
OF_FILE(int, ftruncate, (int file, off_t size), file, size)
OF_FILE(int, ftruncate64, (int file, off64_t size), file, size)

// The number of a closed file is used again, by whatever is opened next.
int close(int file)
{
    REAL(close);
    if (file >= 0 && file < 1 << 16) watched[file] = 0;
    return real(file);
}

int rename(const char *from, const char *to)
{
    REAL(rename);
    return is_within(to) && fails() ? -1 : real(from, to);
}

int unlink(const char *path)
{
    REAL(unlink);
    return is_within(path) && fails() ? -1 : real(path);
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
    static __typeof__(clock_gettime) *known;
    if (!known) { REAL(clock_gettime); known = real; }
    int result = known(clock, time);
    if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE) return result;
    long now = __sync_add_and_fetch(&readings, 1);
    if (jump && now >= jump) time->tv_sec += shift;
    return result;
}
