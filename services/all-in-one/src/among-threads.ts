/** Under this name the threads of this program wake each other. */
export const amongThreads = 'unefois'
