/** Whether a text field holds anything; a blank reference proves nothing. */
export const isGiven = (text: string | null): text is string => text !== null && text.trim() !== '';
