namespace WorkWell.Communications.Texts;

/// <summary>What is wrong with a text, and where.</summary>
/// <param name="Line">The line, from 1; 0 for the whole file.</param>
/// <param name="Message">What to change, in plain words.</param>
internal readonly record struct TextValidationError(int Line, string Message);
