/* A disk that can't make anything durable while the file exists that ROUNDTABLE_TEST_DISK names. For tests: nothing of it is in
   the program. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int fails(void) {
    const char *path = getenv("ROUNDTABLE_TEST_DISK");
    return path && access(path, F_OK) == 0;
}

static int call(const char *name, int file) {
    if (fails()) {
        errno = EIO;
        return -1;
    }
    return ((int (*)(int))dlsym(RTLD_NEXT, name))(file);
}

int fsync(int file) { return call("fsync", file); }
int fdatasync(int file) { return call("fdatasync", file); }
