import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { cached } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";

interface Settings {
	reportThreshold: number;
}

/** How many customers who say “I am affected” open an incident. */
export function ReportThreshold() {
	const settings = cached<Settings>("/settings", () => api("GET", "/settings"));
	return (
		<Section title="Customer reports">
			<Loaded of={settings} what="settings" bones={<Skeleton rows={1} height={84} />}>
				{(value) => <Form of={value()} onSaved={(next) => settings.set(next)} />}
			</Loaded>
		</Section>
	);
}

function Form(props: { of: Settings; onSaved(next: Settings): void }) {
	const [threshold, setThreshold] = createSignal(String(props.of.reportThreshold));
	const saving = sending(
		() => api<Settings>("PATCH", "/settings", { reportThreshold: Number(threshold()) }),
		(saved) => {
			props.onSaved(saved);
			showToast("Saved");
		},
	);
	return (
		<form class="card" onSubmit={(event) => void saving.send(event)}>
			<TextField
				label="Reports that open an incident"
				hint="For one component, within 15 minutes. 0: reports never open one"
				type="number"
				inputmode="numeric"
				min={0}
				max={1_000}
				required
				value={threshold()}
				error={saving.wrong("/reportThreshold")}
				onValue={setThreshold}
			/>
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Button
				type="submit"
				disabled={threshold() === String(props.of.reportThreshold)}
				busy={saving.busy() && "Saving…"}
			>
				Save
			</Button>
		</form>
	);
}
