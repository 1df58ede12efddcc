let over = false;

/** True until the page that the server wrote has been taken over; what is rendered later has no HTML to take over. */
export const isFirstRender = (): boolean => !over;

/** Called after the first commit (`firstPage.ts`). */
export const endFirstRender = (): void => {
  over = true;
};
