import { z } from "zod";
import { flag, legacy, lines, onlyName, onScreen } from "./key_types.ts";

/** What pages show. */
export const PAGE_KEYS = {
  "VISUALIZER_terminal_win_height": lines(
    20,
    "Lines of live output kept for each running task.",
  ),
  "VISUALIZER_ongoing_output_line_control_enabled": flag(
    true,
    "Lets each reader of Ongoing Tasks choose how many lines to see.",
  ),
  "VISUALIZER_completed_output_line_control_enabled": flag(
    true,
    "Lets each reader of Completed Tasks choose how many lines to see.",
  ),
  "VISUALIZER_completed_output_default_lines": lines(
    50,
    "Lines of output that Completed Tasks shows at first.",
  ),
  "VISUALIZER_output_min_lines": lines(1, "Least height of an output panel."),
  "VISUALIZER_output_max_lines": lines(
    10,
    "Height at which an output panel begins to scroll.",
  ),
  "VISUALIZER_view_log_max_lines": lines(
    200,
    "Lines of a log that are served unless all are asked for.",
  ),
};

/** Accepted because ANT 1.1.0 has them, without any effect. */
export const ACCEPTED_KEYS = {
  logger: onlyName("default_logger", "log writer"),
  loader: onlyName("memory_loader", "store of tasks"),
  handler: onlyName("subprocess_handler", "launcher of processes"),
  runner: onlyName("gpu_runner", "scheduler"),
  visualizer: onlyName("flask_visualizer", "web server"),
  "HANDLER_pipe_to_file": legacy(
    z.boolean(),
    "A task's output always goes to its log file.",
  ),
  "TERMINAL_enabled": legacy(z.boolean(), "There is no terminal page."),
  "TERMINAL_shell": legacy(z.string(), "There is no terminal page."),
  "TERMINAL_working_directory": legacy(
    z.string(),
    "There is no terminal page.",
  ),
  "VISUALIZER_log_max_height": legacy(onScreen, "ANT does not use it either."),
  "VISUALIZER_log_max_width": legacy(onScreen, "ANT does not use it either."),
  "VISUALIZER_terminal_win_width": legacy(
    onScreen,
    "Logs keep the width they were written with.",
  ),
  "VISUALIZER_terminal_text_wrap": legacy(
    z.boolean(),
    "Logs keep the width they were written with.",
  ),
};
