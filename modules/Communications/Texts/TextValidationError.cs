namespace WorkWell.Communications.Texts;

/// <summary>An error in a text.</summary>
/// <param name="Line">The line, from 1; 0 for the whole file.</param>
/// <param name="Message">What to change.</param>
internal readonly record struct TextValidationError(int Line, string Message);
