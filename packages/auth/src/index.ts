/** Public surface; filled as parts land. */
export const version = "0.1.0";
