import { For } from "solid-js";
import { CopyButton } from "../../../parts/copy-button.tsx";
import "./first-run.css";

/** The ten codes, once. Whoever shows them says what they are for and asks whether they are kept. */
export function RecoveryCodes(props: { codes: string[] }) {
	return (
		<div class="stack">
			<ul class="codes" aria-label="Recovery codes">
				<For each={props.codes}>{(code) => <li>{code}</li>}</For>
			</ul>
			<div class="line">
				<CopyButton text={props.codes.join("\n")} what="codes" />
			</div>
		</div>
	);
}
