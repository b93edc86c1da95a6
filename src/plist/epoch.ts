/** Seconds from the epoch of JavaScript (1970) to that of property lists (2001). */
export const EPOCH_2001 = 978_307_200;
