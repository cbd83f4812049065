import type { JSX } from "solid-js";
import { Segmented } from "../parts/field.tsx";
import { Screen } from "../shell/screen.tsx";
import { chooseTheme, THEMES, theme } from "../state/theme.ts";
import { Buttons, Fields, Segments, Sheets } from "./controls.tsx";
import { Ladders, Lists, People, Story, Times } from "./facts.tsx";
import { Colours, Identity, Shapes, Voices } from "./look.tsx";
import { Notices, Panels, Troubles } from "./panels.tsx";
import { Screens } from "./screens.tsx";
import "./gallery.css";

/** Every part in every state, in the theme that is worn. For whoever builds a screen; it does not ship. */
export default function Gallery() {
	const names = THEMES.map((value) => ({ value, name: `${value[0]?.toUpperCase()}${value.slice(1)}` }));
	return (
		<Screen title="Gallery">
			<Segmented label="Theme" options={names} value={theme()} onValue={chooseTheme} />
			<div class="gallery">
				<Entry of="Screens">
					<Screens />
				</Entry>
				<Entry of="Name and mark">
					<Identity />
				</Entry>
				<Entry of="Severities and shapes">
					<Shapes />
				</Entry>
				<Entry of="Buttons">
					<Buttons />
				</Entry>
				<Entry of="Time">
					<Times />
				</Entry>
				<Entry of="People">
					<People />
				</Entry>
				<Entry of="Receipts">
					<Ladders />
				</Entry>
				<Entry of="Timeline">
					<Story />
				</Entry>
				<Entry of="Rows">
					<Lists />
				</Entry>
				<Entry of="Strips and notices">
					<Notices />
				</Entry>
				<Entry of="Nothing here, and waiting">
					<Panels />
				</Entry>
				<Entry of="Trouble">
					<Troubles />
				</Entry>
				<Entry of="Fields">
					<Fields />
				</Entry>
				<Entry of="Choices">
					<Segments />
				</Entry>
				<Entry of="Sheet and toast">
					<Sheets />
				</Entry>
				<Entry of="Voices">
					<Voices />
				</Entry>
				<Entry of="Colours">
					<Colours />
				</Entry>
			</div>
		</Screen>
	);
}

function Entry(props: { of: string; children: JSX.Element }) {
	return (
		<section class="entry" id={props.of.toLowerCase().replace(/\W+/g, "-")}>
			<h2>{props.of}</h2>
			{props.children}
		</section>
	);
}
