namespace WorkWell.Ui.Contracts;

/// <summary>A cookie that opens what a reader has given. Whoever leaves a page quickly leaves without it; register one for each.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">The path below which browsers send it.</param>
public sealed record ReaderCookie(string Name, string Path);
