import { type JSX, Show } from "solid-js";
import { CopyButton } from "./copy-button.tsx";

/** A secret that is shown this once, with what it is for; null when it was shown before. */
export function Secret(props: { of: string | null; what?: string; children: JSX.Element }) {
	return (
		<div class="stack">
			<p class="sub">{props.children}</p>
			<Show when={props.of} fallback={<p class="sub">It was shown once. If it is lost, create a new one.</p>}>
				{(secret) => (
					<>
						<code class="secret">{secret()}</code>
						<CopyButton text={secret()} what={props.what ?? "secret"} wide />
					</>
				)}
			</Show>
		</div>
	);
}
