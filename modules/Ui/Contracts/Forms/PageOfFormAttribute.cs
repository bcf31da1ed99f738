namespace WorkWell.Ui.Contracts;

/// <summary>
/// Marks a page of a form that is filled in page by page. Its pages are not counted as forms: who starts one is. So several people of an office behind one
/// address can fill in a form of many pages at once.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PageOfFormAttribute : Attribute;
