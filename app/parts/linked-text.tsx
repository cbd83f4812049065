import { For, Show } from "solid-js";
import { linked } from "../state/links.ts";

/** What somebody wrote, word for word; web addresses in it open in a tab of their own, which learns nothing of this one. */
export function LinkedText(props: { text: string }) {
	return (
		<For each={linked(props.text)}>
			{({ text, href }) => (
				<Show when={href} fallback={text}>
					<a href={href} target="_blank" rel="noopener noreferrer">
						{text}
					</a>
				</Show>
			)}
		</For>
	);
}
