"""Trainings a second of the trainability map in NumPy on one core, for ./basin bench trainability.

One training: a net of 8-8-1 units with a hidden tanh layer learns 72 random facts, 500 steps on all
of them, single precision. Trainings stand side by side: the products with the facts, forward and
back, are one matrix product over all trainings, into arrays that exist already. Trainings are the
last axis, so that sums over units and facts run along them; as the first axis they take twice as
long. So many trainings as are fastest here are taken at once. Prints one rate a line, after a line with the version.
"""

import sys
import time

import numpy as np

UNITS, FACTS, STEPS = 8, 72, 500


class Block:
    def __init__(self, trainings):
        draw = np.random.default_rng(1)
        self.x = draw.standard_normal((FACTS, UNITS), np.float32)
        self.xt = np.ascontiguousarray(self.x.T)
        self.y = draw.standard_normal((FACTS, 1), np.float32)
        first = draw.standard_normal((UNITS, UNITS, 1), np.float32) * np.float32(0.5)
        self.first = np.tile(first, trainings)
        self.second = np.tile(draw.standard_normal((UNITS, 1), np.float32) / 8, trainings)
        self.alpha_0 = np.geomspace(1, 10_000, trainings, dtype=np.float32) / FACTS
        self.alpha_1 = np.geomspace(0.1, 10, trainings, dtype=np.float32) / FACTS
        self.hidden = np.empty((FACTS, UNITS, trainings), np.float32)
        self.back = np.empty_like(self.hidden)
        self.gradient = np.empty((UNITS, UNITS, trainings), np.float32)
        self.loss = np.empty((STEPS, trainings), np.float32)

    def train(self):
        trainings = self.second.shape[1]
        first, second = self.first.copy(), self.second.copy()
        hidden, back, gradient = self.hidden, self.back, self.gradient
        wide = trainings * UNITS
        for step in range(STEPS):
            np.matmul(self.x, first.reshape(UNITS, wide), out=hidden.reshape(FACTS, wide))
            np.tanh(hidden, out=hidden)
            np.multiply(hidden, second, out=back)
            error = back.sum(axis=1) - self.y
            np.einsum("nt,nt->t", error, error, out=self.loss[step])
            np.multiply(hidden, error[:, None], out=back)
            change = back.sum(axis=0)
            np.multiply(hidden, hidden, out=back)
            np.subtract(1, back, out=back)
            back *= error[:, None]
            back *= second
            np.matmul(self.xt, back.reshape(FACTS, wide), out=gradient.reshape(UNITS, wide))
            gradient *= self.alpha_0
            first -= gradient
            change *= self.alpha_1
            second -= change


def rate(block, trainings, seconds):
    start = time.perf_counter()
    done = 0
    while time.perf_counter() - start < seconds:
        block.train()
        done += trainings
    return done / (time.perf_counter() - start)


def main():
    seconds, runs = float(sys.argv[1]), int(sys.argv[2])
    np.seterr(all="ignore")
    best, fastest = None, 0
    for trainings in (16, 32, 64, 128, 256, 512):
        block = Block(trainings)
        block.train()
        found = rate(block, trainings, 0.3)
        if found > fastest:
            best, fastest = (block, trainings), found
    print(f"NumPy {np.__version__}, {best[1]} trainings at once")
    for _ in range(runs):
        print(rate(*best, seconds))


main()
