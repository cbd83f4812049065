import type { PublicComponent } from "../services/rules/component.ts";
import { FREQUENCIES, type Frequency } from "./rules/subscription.ts";

/** None chosen is all of them. Nothing is asked where there is one. */
export function Components({ components, chosen }: { components: PublicComponent[]; chosen: string[] }) {
	if (components.length < 2) return null;
	return (
		<details open={chosen.length > 0}>
			<summary>Only some components</summary>
			<fieldset>
				<legend class="away">Components</legend>
				{components.map(({ id, name }) => (
					<label>
						<input type="checkbox" name="componentIds" value={id} checked={chosen.includes(id)} />
						{name}
					</label>
				))}
			</fieldset>
		</details>
	);
}

const FREQUENCY_LABELS: Record<Frequency, string> = {
	each: "Each update when it comes",
	daily: "Once a day, in the morning",
	weekly: "Once a week, on Monday morning",
};

/** "once a day, in the morning" */
export function frequencyWords(frequency: Frequency): string {
	const label = FREQUENCY_LABELS[frequency];
	return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

export function Frequencies({ chosen }: { chosen: string }) {
	return (
		<fieldset>
			<legend>How often</legend>
			{FREQUENCIES.map((frequency) => (
				<label>
					<input type="radio" name="frequency" value={frequency} checked={frequency === chosen} />
					{FREQUENCY_LABELS[frequency]}
				</label>
			))}
		</fieldset>
	);
}
