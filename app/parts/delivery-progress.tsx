import { For } from "solid-js";
import type { DeliveryStage, PageDelivery } from "../state/page-delivery.ts";
import { reasonWords } from "../state/reason-words.ts";
import { timeToSecond, type When } from "../state/words.ts";
import { Shape, type ShapeName } from "./shape.tsx";
import "./delivery-progress.css";

const SHOWN: DeliveryStage[] = ["accepted", "received", "opened", "acknowledged"];

/** How far one page got, on whose device: "Ana’s Pixel — received 03:12:07". */
export function DeliveryProgress(props: { page: PageDelivery; zone?: string }) {
	const says = () => ladderWords(props.page, props.zone);
	const last = () => SHOWN.findLastIndex((rung) => props.page.reached[rung] !== undefined);
	const rungClass = (index: number) => {
		if (index <= last()) return "rung reached";
		return index === last() + 1 && props.page.trouble ? "rung doubt" : "rung";
	};
	return (
		<div class="ladder">
			<div class="ladder-head">
				<span>{props.page.methodName}</span>
				<span class="ladder-word">
					<Shape of={says().shape} />
					{says().words}
				</span>
			</div>
			<div class="rungs" aria-hidden="true">
				<For each={SHOWN}>{(_rung, index) => <span class={rungClass(index())} />}</For>
			</div>
		</div>
	);
}

/** The ladder in words, from its top: what is known last is said first. */
export function ladderWords(page: PageDelivery, zone?: string): { shape: ShapeName; words: string } {
	const { reached } = page;
	const at = (when: When) => timeToSecond(when, zone);
	if (reached.acknowledged) return { shape: "well", words: `Acknowledged ${at(reached.acknowledged)}` };
	if (page.trouble === "failed") return { shape: "down", words: `Failed: ${reasonWords(page.reason)}` };
	if (reached.opened) return { shape: "well", words: `Opened ${at(reached.opened)}` };
	if (reached.received) return { shape: "well", words: `Received ${at(reached.received)}` };
	if (page.trouble === "unconfirmed") return { shape: "degraded", words: "Sent, no receipt" };
	if (page.cancelled) return { shape: "note", words: "Not needed any more" };
	if (reached.accepted) return { shape: "unknown", words: `Sent ${at(reached.accepted)}` };
	return { shape: "unknown", words: "Queued" };
}
