/* primes LIMIT: counts the primes below LIMIT with the sieve of Eratosthenes. */
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  long limit = argc > 1 ? strtol(argv[1], NULL, 10) : 100;
  if (limit < 2) {
    printf("0 primes below %ld\n", limit);
    return 0;
  }
  char *composite = calloc((size_t)limit, 1);
  if (composite == NULL) {
    fprintf(stderr, "Cannot sieve up to %ld: not enough memory\n", limit);
    return 1;
  }
  long count = 0;
  for (long n = 2; n < limit; n++) {
    if (composite[n]) continue;
    count++;
    for (long multiple = n * n; multiple < limit; multiple += n) {
      composite[multiple] = 1;
    }
  }
  free(composite);
  printf("%ld primes below %ld\n", count, limit);
  return 0;
}
