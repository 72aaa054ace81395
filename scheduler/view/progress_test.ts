import { assertEquals } from "@std/assert";
import { progressOf } from "./progress.ts";

function told(...lines: string[]): string {
  const progress = progressOf(lines);
  if (progress === null) return "nothing";
  const { percent, counts } = progress;
  return `${Math.floor(percent)} %${counts === "" ? "" : ` ${counts}`}`;
}

const CASES: readonly [name: string, lines: string[], told: string][] = [
  [
    "tqdm",
    [" 81%|████████  | 74448/92000 [27:04:11<5:28:02,  1.12s/it]"],
    "81 % 74,448 of 92,000",
  ],
  [
    "tqdm with unit scale",
    ["model.safetensors:  42%|████▏     | 2.08G/4.98G [00:31<00:44, 65.1MB/s]"],
    "42 % 2.08G of 4.98G",
  ],
  [
    "Lightning",
    ["Epoch 3:  45%|████▌     | 90/200 [00:10<00:12,  8.91it/s, v_num=0]"],
    "45 % 90 of 200",
  ],
  [
    "Hugging Face Trainer",
    [
      " 12%|█▏        | 120/1000 [00:30<03:40,  4.00it/s]",
      "{'loss': 0.4118, 'grad_norm': 1.31, 'learning_rate': 4.4e-05, 'epoch': 0.36}",
    ],
    "12 % 120 of 1,000",
  ],
  [
    "Keras 2",
    [
      "Epoch 3/10",
      " 782/1564 [==============>...............] - ETA: 4s - loss: 2.1034",
    ],
    "25 % epoch 3 of 10",
  ],
  [
    "Keras 3",
    [
      "Epoch 1/5",
      "1875/1875 ━━━━━━━━━━━━━━━━━━━━ 3s 1ms/step - accuracy: 0.88 - loss: 0.43",
      "Epoch 2/5",
      " 938/1876 ━━━━━━━━━━━━━━━━━━━━ 1s 1ms/step - accuracy: 0.95 - loss: 0.15",
    ],
    "30 % epoch 2 of 5",
  ],
  [
    "a log with epochs, and tqdm within",
    [
      "[2026-11-21 15:41:38] INFO  epoch 62/90  lr 2.29e-04  img/s 4,806",
      "Epoch 62:   2%|▏         | 21/1251 [00:05<05:27,  3.75it/s, loss=2.098]",
    ],
    "67 % epoch 62 of 90",
  ],
  ["steps", ["step 120/9000 | loss 3.21 | 812 ms"], "1 % step 120 of 9,000"],
  ["brackets", ["Iter [4,500/9,000] loss 0.1"], "50 % iter 4,500 of 9,000"],
  [
    "pip",
    ["   ━━━━━━━━━━╸━━━━━━━━━━━━━ 228.0/912.0 MB 10.2 MB/s eta 0:01:07"],
    "25 % 228.0 of 912.0 MB",
  ],
  ["rsync", ["  1,238,099,968  45%  110.32MB/s    0:00:12  "], "45 %"],
  [
    "wget",
    ["model.bin            45%[========>           ] 512.3M  98.2MB/s  eta 6s"],
    "45 %",
  ],
  ["words", ["Progress: 45.5 %"], "45 %"],
];

for (const [name, lines, expected] of CASES) {
  Deno.test(`progressOf() reads ${name}`, () => {
    assertEquals(told(...lines), expected);
  });
}

Deno.test("progressOf() reads painted lines by their text", () => {
  const painted = [
    { text: " 50%", look: "t2" },
    { text: "|█████     | 5/10 [00:01<00:01]", look: "" },
  ];

  assertEquals(progressOf([painted])?.percent, 50);
});

Deno.test("progressOf() invents nothing", () => {
  const full = "100%|██████████| 10/10 [00:01<00:00]";

  assertEquals(told(), "nothing");
  assertEquals(told("loss 0.5, accuracy 45%"), "nothing");
  assertEquals(told("eval 3/10 files at 10.0.0.1/24"), "nothing");
  assertEquals(told("step 12/10"), "nothing");
  assertEquals(told("2026-11-21 01/12 it is late"), "nothing");
  assertEquals(told(full), "100 % 10 of 10");
  assertEquals(told(full, "Downloaded. Training starts."), "nothing");
  assertEquals(told("step 1/2", ...Array(60).fill("quiet")), "nothing");
});
