/** What nobody would call a deployment, though almost any name is allowed: the text of a template that was never filled in. */
export const templateText = /^[<[{$%].*[>\]}%]$|^your[-_ ]|[-_ ]here$|^(?:deployment|model)[-_ ]?name$|^(?:undefined|null|none|todo)$/i;
