// A query typed in the wrong keyboard layout: the same keys in the other one ("gfhfkbz" is "паралия").

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";

const other = new Map([...LATIN].flatMap((key, i) => [[key, RUSSIAN[i]], [RUSSIAN[i], key]]));

export const inOtherLayout = (text) => [...text.toLowerCase()].map((key) => other.get(key) ?? key).join("");

/** What is asked: what was typed, and what would have been typed in the other layout. */
export const asking = (text) => new URLSearchParams({ q: text, alt: inOtherLayout(text) });
