import { createSignal, Show } from "solid-js";
import { Switch } from "../../../parts/field.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api, failureWords } from "../../../state/api.ts";
import { cached } from "../../../state/resource.ts";

interface Settings {
	remediationsStopped: boolean;
	version: number;
}

/** One switch for all remediations of the organization. */
export function RemediationSwitch() {
	const settings = cached<Settings>("/settings", () => api("GET", "/settings"));
	const [error, setError] = createSignal<string>();
	const [wanted, setWanted] = createSignal<boolean>();
	const change = async (remediationsStopped: boolean) => {
		if (wanted() !== undefined) return;
		setWanted(remediationsStopped);
		const answer = await api<Settings>("PATCH", "/settings", { remediationsStopped });
		if (answer.ok) settings.set(answer.value);
		setWanted(undefined);
		setError(answer.ok ? undefined : failureWords(answer));
		if (answer.ok)
			showToast(remediationsStopped ? "All remediations are stopped" : "Remediations are allowed again");
	};
	return (
		<Section title="Remediation">
			<Loaded of={settings} what="settings" bones={<Skeleton rows={1} height={84} />}>
				{(value) => (
					<div class="switch-row">
						<Switch
							label="Stop all remediations"
							hint="For everyone. Nothing starts, by itself or by hand, and no run sends another request. Pages go out at once."
							checked={wanted() ?? value().remediationsStopped}
							onValue={(on) => void change(on)}
						/>
					</div>
				)}
			</Loaded>
			<Show when={error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Section>
	);
}
