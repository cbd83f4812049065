import { For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { isInstalled } from "../../../push/systems.ts";
import { canInstall, install } from "./install-prompt.ts";
import { thisSystem } from "./steps.ts";
import "./first-run.css";

/** Numbered steps, as the system's own words have them. */
export function How(props: { steps: string[]; label: string }) {
	return (
		<ol class="how" aria-label={props.label}>
			<For each={props.steps}>{(step) => <li>{step}</li>}</For>
		</ol>
	);
}

/** The browser's own prompt where there is one, else the steps. Nothing once the app is installed. */
export function InstallCard() {
	const system = thisSystem();
	const ask = async () => {
		if (await install()) showToast("Installed. Next time, open it from its icon");
	};
	return (
		<Show when={!isInstalled()}>
			<details class="more-about" open={canInstall()}>
				<summary>Install Tocsin on this {system.called}</summary>
				<div class="stack">
					<p class="sub">Once installed, it opens without a browser and keeps its notification permission.</p>
					<Show when={canInstall()} fallback={<How label="How to install it" steps={system.install} />}>
						<Button wide onClick={() => void ask()}>
							Install Tocsin
						</Button>
					</Show>
				</div>
			</details>
		</Show>
	);
}
