import { api, CHECKING_PATIENCE_MS, type Result } from "../../state/api.ts";
import type { Check, List } from "../../state/wire.ts";
import type { KindSettings } from "./kind-draft.ts";
import type { Target } from "./targets.ts";

/** What one region saw, whether or not a monitor stands behind it. */
export type RegionCheck = Omit<Check, "monitorId">;

/** Checks an address once from every region. Nothing is saved. */
export const probe = ({ kind, target }: Target, settings: KindSettings): Promise<Result<List<RegionCheck>>> =>
	api("POST", "/monitors/probe", { kind, target, ...settings }, { patienceMs: CHECKING_PATIENCE_MS });

/** Runs one check from every region of a monitor, and answers what each saw. */
export const checkNow = (monitorId: string): Promise<Result<List<Check>>> =>
	api("POST", `/monitors/${monitorId}/check`, undefined, { patienceMs: CHECKING_PATIENCE_MS });
