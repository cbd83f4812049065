import { For } from "solid-js";
import type { DeliveryStage, PageDelivery } from "../state/page-delivery.ts";
import { reasonWords } from "../state/reason-words.ts";
import { timeToSecond, type When } from "../state/words.ts";
import { Shape, type ShapeName } from "./shape.tsx";
import "./delivery-progress.css";

const SHOWN: DeliveryStage[] = ["accepted", "received", "opened", "acknowledged"];

/** How far one page got, on whose device: "Ana’s Pixel — received 03:12:07". */
export function DeliveryProgress(props: { page: PageDelivery; zone?: string }) {
	const says = () => deliveryWords(props.page, props.zone);
	const last = () => SHOWN.findLastIndex((stage) => props.page.reached[stage] !== undefined);
	const stageClass = (index: number) => {
		if (index <= last()) return "delivery-stage reached";
		return index === last() + 1 && props.page.problem ? "delivery-stage doubt" : "delivery-stage";
	};
	return (
		<div class="delivery">
			<div class="delivery-head">
				<span>{props.page.methodName}</span>
				<span class="delivery-word">
					<Shape of={says().shape} />
					{says().words}
				</span>
			</div>
			<div class="delivery-stages" aria-hidden="true">
				<For each={SHOWN}>{(_stage, index) => <span class={stageClass(index())} />}</For>
			</div>
		</div>
	);
}

/** In words: the last stage that is known is said first. */
export function deliveryWords(page: PageDelivery, zone?: string): { shape: ShapeName; words: string } {
	const { reached } = page;
	const at = (when: When) => timeToSecond(when, zone);
	if (reached.acknowledged) return { shape: "well", words: `Acknowledged ${at(reached.acknowledged)}` };
	if (page.problem === "failed") return { shape: "down", words: `Failed: ${reasonWords(page.reason)}` };
	if (reached.opened) return { shape: "well", words: `Opened ${at(reached.opened)}` };
	if (reached.received) return { shape: "well", words: `Received ${at(reached.received)}` };
	if (page.problem === "unconfirmed") return { shape: "degraded", words: "Sent, no receipt" };
	if (page.cancelled) return { shape: "note", words: "No longer needed" };
	if (reached.accepted) return { shape: "unknown", words: `Sent ${at(reached.accepted)}` };
	return { shape: "unknown", words: "Queued" };
}
