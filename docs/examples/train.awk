# awk -v seed=SEED -v epochs=EPOCHS -f train.awk
#
# The same as train.py, for machines without Python: twelve uniform draws stand
# in for a normal one, and points are drawn anew where Python shuffles.
function noise(  i, sum) {
  for (i = 0; i < 12; i++) sum += rand()
  return (sum - 6) * 0.1
}

BEGIN {
  srand(seed)
  rate = 0.01
  for (epoch = 1; epoch <= epochs; epoch++) {
    loss = 0
    for (n = 0; n < 2000; n++) {
      x = 2 * rand() - 1
      error = w * x + b - (3 * x + 2 + noise())
      w -= rate * error * x
      b -= rate * error
      loss += error * error
    }
    printf "epoch %d loss %.5f\n", epoch, loss / 2000
    fflush()
  }
  printf "w %.3f b %.3f\n", w, b
  exit !((w - 3) ^ 2 < 0.01 && (b - 2) ^ 2 < 0.01)
}
