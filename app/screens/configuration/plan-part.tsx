import { For, Show } from "solid-js";
import { Row, Rows } from "../../parts/row.tsx";
import { Secret } from "../../parts/secret.tsx";
import { Notice } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import { actWords, countWords, itemWords, type Plan } from "./plan-words.ts";

const TITLES: Record<Plan["state"], string> = {
	planned: "Plan",
	refused: "Plan",
	done: "Applied",
	incomplete: "Applied in part",
};

/** Of a file that leads to nothing, nothing was applied. */
const titleOf = ({ state, items }: Plan): string => (items.length === 0 ? "Plan" : TITLES[state]);

/** What a file leads to, or led to, one line for each thing. */
export function PlanPart(props: { of: Plan }) {
	return (
		<Section title={titleOf(props.of)}>
			<p class="sub" role="status">
				{props.of.items.length === 0
					? "Nothing to do: everything is as the file says."
					: countWords(props.of)}
			</p>
			<Show when={props.of.state === "refused"}>
				<Notice>Some of it can’t be done, so nothing of this file will be written.</Notice>
			</Show>
			<Rows label="Plan">
				<For each={props.of.items}>
					{(item) => <Row title={item.name} sub={itemWords(item)} trail={actWords(item)} />}
				</For>
			</Rows>
			<For each={props.of.secrets ?? []}>
				{({ section, key, secret, url }) => (
					<Secret of={secret} what={`secret of ${section}/${key}`}>
						New secret of {section}/{key}, shown this once.
						<Show when={url}> The other tool sends to {url}.</Show>
					</Secret>
				)}
			</For>
		</Section>
	);
}
