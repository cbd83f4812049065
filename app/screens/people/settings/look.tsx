import { Show } from "solid-js";
import { Segmented, Switch, TextField } from "../../../parts/field.tsx";
import { Section } from "../../../shell/screen.tsx";
import { chooseNightHours, chooseTheme, nightHours, THEMES, theme } from "../../../state/theme.ts";

const THEME_NAMES = { system: "System", dark: "Dark", light: "Light", night: "Night" } as const;
const USUAL_NIGHT = { from: "22:00", to: "07:00" };

/** How the app looks on this device, and from when to when it looks as at night. */
export function Look() {
	return (
		<Section title="Appearance">
			<Segmented
				label="Theme"
				options={THEMES.map((value) => ({ value, name: THEME_NAMES[value] }))}
				value={theme()}
				onValue={chooseTheme}
			/>
			<p class="dim">
				Night uses only red light, so it’s easier to get back to sleep. Applies to this device only.
			</p>
			<div class="switch-row">
				<Switch
					label="Night theme on a schedule"
					hint="Night by this device’s clock, whatever the theme is the rest of the day."
					checked={nightHours() !== null}
					onValue={(on) => chooseNightHours(on ? USUAL_NIGHT : null)}
				/>
			</div>
			<Show when={nightHours()}>
				{(hours) => (
					<>
						<TextField
							label="From"
							type="time"
							required
							value={hours().from}
							onValue={(from) => from && chooseNightHours({ ...hours(), from })}
						/>
						<TextField
							label="Until"
							type="time"
							required
							value={hours().to}
							onValue={(to) => to && chooseNightHours({ ...hours(), to })}
						/>
					</>
				)}
			</Show>
		</Section>
	);
}
