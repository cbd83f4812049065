import { createSignal } from "solid-js";
import { now } from "../../../state/clock.ts";
import { lookAt } from "../../../state/live.ts";
import { usersResource } from "../../../state/name-book.ts";
import { type Lookers, lookingWords, withWord } from "./looking.ts";

/** Who else looks at this incident now. The line has its place and height also while nobody does. */
export default function LookersLine(props: { incidentId: string }) {
	const users = usersResource();
	const [lookers, setLookers] = createSignal<Lookers>(new Map());
	const { incidentId } = props;
	lookAt(incidentId, (word) => {
		if (word.incidentId === incidentId) setLookers((before) => withWord(before, word, Date.now()));
	});
	const nameOf = (id: string) => users.value?.items.find((user) => user.id === id)?.name;
	return (
		<p class="dim" aria-live="off">
			{lookingWords(lookers(), now(), nameOf) || "\u00a0"}
		</p>
	);
}
