namespace WorkWell.Ui.Contracts;

/// <summary>A cookie that gives access to the reader's answers. Leaving a page quickly deletes it; register each such cookie.</summary>
/// <param name="Name">The cookie's name.</param>
/// <param name="Path">The path to which browsers send it.</param>
public sealed record ReaderCookie(string Name, string Path);
