/* spawn_loop COUNT: starts `true` so many times, each after the last ended. */
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>

extern char **environ;

int main(int argc, char **argv) {
  char *command[] = {"true", NULL};
  for (int left = argc > 1 ? atoi(argv[1]) : 0; left > 0; left--) {
    pid_t pid;
    if (posix_spawnp(&pid, command[0], NULL, NULL, command, environ)) return 1;
    if (waitpid(pid, NULL, 0) < 0) return 1;
  }
  return 0;
}
