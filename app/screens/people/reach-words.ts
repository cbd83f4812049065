import { sendsReceipts } from "../../../worker/paging/channels/traits.ts";
import { isStale } from "../../../worker/paging/rules/stale-receipt.ts";
import type { ShapeName } from "../../parts/shape.tsx";
import type { ContactMethod } from "../../state/wire.ts";
import { ms, receiptWords } from "../../state/words.ts";

/** The best that any of the ways to reach somebody has shown. */
export function reachOf(methods: ContactMethod[], at: number): { shape: ShapeName; words: string } {
	const able = methods.filter((method) => method.state === "active");
	if (able.length === 0) return { shape: "degraded", words: "Not reachable" };
	const last = Math.max(...able.map((method) => (method.lastReceiptAt ? ms(method.lastReceiptAt) : 0)));
	if (last === 0) return { shape: "unknown", words: "Not tested" };
	return isStale(last, at)
		? { shape: "degraded", words: "No recent receipt" }
		: { shape: "well", words: "Reachable" };
}

/** "Ana’s Pixel: last receipt 4 min ago (0.9 s). Email: on, arrival isn’t confirmed." Of each way what is known. */
export function methodsWords(methods: readonly ContactMethod[], at: number): string {
	if (methods.length === 0) return "No contact method";
	return methods.map((method) => `${method.name}: ${knownOf(method, at)}.`).join(" ");
}

function knownOf(method: ContactMethod, at: number): string {
	if (method.state === "unverified") return "not verified";
	if (method.state === "disabled") return "turned off";
	if (!sendsReceipts(method.kind)) return "on, arrival isn’t confirmed";
	const words = receiptWords(method, at);
	return words.charAt(0).toLowerCase() + words.slice(1);
}
