import { For, Show } from "solid-js";
import {
	type PageAccents,
	readable,
	refuseAccent,
	THEMES,
} from "../../../worker/people/rules/page-accents.ts";
import { Button } from "../../parts/button.tsx";
import { Switch, TextField } from "../../parts/field.tsx";

/** Those that the page has of itself, as a screen shows them. */
const FIRST: PageAccents = { light: "#845400", dark: "#eebb65" };

/** The team's colors on the light and on the dark page. One that cannot be read there is said at once, with the nearest that can. */
export function AccentFields(props: {
	accents: PageAccents | null;
	onAccents(accents: PageAccents | null): void;
}) {
	return (
		<>
			<Switch
				label="Own colors"
				hint="For links, on a light and on a dark screen"
				checked={props.accents !== null}
				onValue={(isOn) => props.onAccents(isOn ? FIRST : null)}
			/>
			<Show when={props.accents}>
				{(accents) => (
					<For each={THEMES}>
						{(theme) => {
							const refusal = () => refuseAccent(accents()[theme], theme);
							const put = (color: string) => props.onAccents({ ...accents(), [theme]: color });
							return (
								<>
									<TextField
										label={theme === "light" ? "On a light screen" : "On a dark screen"}
										type="color"
										value={accents()[theme]}
										error={refusal() && `This color ${refusal()}.`}
										onValue={put}
									/>
									<Show when={refusal()}>
										<Button onClick={() => put(readable(accents()[theme], theme))}>
											Use {readable(accents()[theme], theme)}
										</Button>
									</Show>
								</>
							);
						}}
					</For>
				)}
			</Show>
		</>
	);
}
