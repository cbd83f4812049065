import { Show } from "solid-js";
import { Notice } from "../../../parts/states.tsx";
import { api } from "../../../state/api.ts";
import { cached } from "../../../state/resource.ts";
import { limitWords, type PhoneUsage, spentWords } from "./phone-usage-words.ts";

const NOT_SET_UP = { sms: "Texts", voice: "Calls" };

/**
 * Of a way that costs money by the piece: how much of it may be sent, and what this month has used. It stands below all
 * that can be pressed, since it comes later.
 */
export default function PhoneUsageNote(props: { kind: "sms" | "voice" }) {
	const usage = cached<PhoneUsage>("/phone-usage", () => api("GET", "/phone-usage"));
	if (usage.state === "loading") void usage.read();
	return (
		<Show when={usage.value}>
			{(value) => (
				<Show
					when={value().from[props.kind].length > 0}
					fallback={<Notice>{NOT_SET_UP[props.kind]} aren’t set up on this instance. Ask an admin.</Notice>}
				>
					<p class="sub">{limitWords(props.kind, value())}</p>
					<p class="sub">{spentWords(value())}</p>
				</Show>
			)}
		</Show>
	);
}
