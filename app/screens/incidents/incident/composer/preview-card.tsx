import { For, Show } from "solid-js";
import type { Preview } from "./preview.ts";
import "./composer.css";

/** The part of the public page that this update changes, on the page's own paper. */
export function PreviewCard(props: { of: Preview }) {
	return (
		<section class="stack close" aria-label="As customers see it">
			<h3 class="composer-label">As customers see it</h3>
			<div class="public-paper">
				<p class="said">{props.of.title}</p>
				<Show when={props.of.promises.length > 0}>
					<p class="public-promise">
						<For each={props.of.promises}>{(line) => <span>{line}</span>}</For>
					</p>
				</Show>
				<p>
					<b>{props.of.status}</b>
				</p>
				<p class="public-words">{props.of.message}</p>
				<p class="public-meta">{props.of.at}</p>
			</div>
		</section>
	);
}
