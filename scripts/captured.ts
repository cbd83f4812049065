import { join } from "node:path";

/** Where a state folder keeps how its runtime is started: `args`, and `config` with secrets in it, as in `settings`. */
export const capturedIn = (state: string): string => join(state, "runtime");
