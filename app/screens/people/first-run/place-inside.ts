/** Only a place of our own: an address that a stranger put into a link must not lead away after the sign-in. */
export function placeInside(place: string | null | undefined): string {
	return place && /^\/(?![/\\])/.test(place) ? place : "/";
}
