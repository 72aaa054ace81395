import { z } from "zod";
import { count, flag, noted, seconds } from "./key_types.ts";

/** When a GPU is taken out of use without a person's asking. */
export const GPU_KEYS = {
  "GPU_quarantine_failures": count(5, 0, 100, {
    // A unit that fails so often is given up, DefaultStartLimitBurst= in
    // systemd-system.conf(5).
    description:
      "So many different tasks in a row that fail at once on one GPU, while tasks elsewhere do well, put it into quarantine; 0 never does.",
    unit: "tasks",
  }),
  "GPU_quarantine_within": seconds(
    10, // DefaultStartLimitIntervalSec= in systemd-system.conf(5).
    0.1,
    3600,
    "How soon after its start a failure counts as one at once.",
  ),
  "GPU_quarantine_xids": noted(
    z.array(z.int().min(1).max(9999)).default(
      // Those after which the GPU must be reset or looked after: "Xid
      // Errors" and "GPU Debug Guidelines", docs.nvidia.com/deploy.
      [48, 62, 64, 74, 79, 95, 119, 120, 140],
    ),
    {
      description:
        "Xid errors of the NVIDIA driver that put a GPU into quarantine, where the kernel's log can be read; an empty list does not look.",
    },
  ),
  "GPU_quarantine_ecc": flag(
    true,
    "Puts a GPU into quarantine when the driver counts a further memory error that could not be corrected.",
  ),
};
