import type { ShapeName } from "../../parts/shape.tsx";
import type { ContactMethod } from "../../state/wire.ts";
import { ms, SILENT_AFTER_DAYS } from "../../state/words.ts";

const DAY_MS = 86_400_000;

/** The best that any of the ways to reach somebody has shown. */
export function reachOf(methods: ContactMethod[], at: number): { shape: ShapeName; words: string } {
	const able = methods.filter((method) => method.state === "active");
	if (able.length === 0) return { shape: "degraded", words: "Not reachable" };
	const last = Math.max(...able.map((method) => (method.lastReceiptAt ? ms(method.lastReceiptAt) : 0)));
	if (last === 0) return { shape: "unknown", words: "Not tested" };
	const isSilent = at - last > SILENT_AFTER_DAYS * DAY_MS;
	return isSilent ? { shape: "degraded", words: "No recent receipt" } : { shape: "well", words: "Reachable" };
}
