"""train.py SEED EPOCHS

Fits y = w x + b to noisy points of y = 3 x + 2 by stochastic gradient descent,
prints the loss of every epoch, and fails unless it came close.
"""

import random
import sys

seed, epochs = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)
points = []
for _ in range(2000):
    x = rng.uniform(-1, 1)
    points.append((x, 3 * x + 2 + rng.gauss(0, 0.1)))

w, b, rate = 0.0, 0.0, 0.01
for epoch in range(1, epochs + 1):
    rng.shuffle(points)
    loss = 0.0
    for x, y in points:
        error = w * x + b - y
        w -= rate * error * x
        b -= rate * error
        loss += error * error
    print(f"epoch {epoch} loss {loss / len(points):.5f}", flush=True)

print(f"w {w:.3f} b {b:.3f}")
sys.exit(0 if abs(w - 3) < 0.1 and abs(b - 2) < 0.1 else 1)
