/** Every kind of check that is built, in the order in which the API names them. To add one is to add it here. */
import type { MonitorKind } from "../rules/monitor.ts";
import type { CheckKind } from "./check-kind.ts";
import { dns } from "./dns/check.ts";
import { http } from "./http/check.ts";
import { tcp } from "./tcp/check.ts";
import { tls } from "./tls/check.ts";
import { websocket } from "./websocket/check.ts";

export const BUILT = [http, tcp, tls, dns, websocket] as const;

export const CHECK_KINDS: readonly CheckKind[] = BUILT;
export const SUPPORTED_KINDS = BUILT.map(({ kind }) => kind);

/** Undefined for a kind that is not built: such a monitor is kept, shown as pending, and never run. */
export function checkKindOf(kind: MonitorKind): CheckKind | undefined {
	return CHECK_KINDS.find((one) => one.kind === kind);
}
