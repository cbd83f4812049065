import { Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { CopyButton } from "../../parts/copy-button.tsx";
import { now } from "../../state/clock.ts";
import { whenWords } from "../../state/words.ts";

export interface Invitation {
	url: string;
	expiresAt: string;
}

/** A link that lets one person in, to be handed over by whatever they read. */
export function InviteLink(props: { of: Invitation; name: string }) {
	const text = () => `${props.name}, join our on-call team in Tocsin: ${props.of.url}`;
	const share = () => void navigator.share({ text: text() }).catch(() => undefined);
	return (
		<div class="stack">
			<p class="sub">
				Works once and expires {whenWords(props.of.expiresAt, now())}. Anyone who opens it signs in as{" "}
				{props.name}, so send it only to them.
			</p>
			<code class="secret">{props.of.url}</code>
			<div class="abreast">
				<CopyButton text={props.of.url} what="link" />
				<Show when={"share" in navigator}>
					<Button onClick={share}>Share…</Button>
				</Show>
			</div>
		</div>
	);
}
