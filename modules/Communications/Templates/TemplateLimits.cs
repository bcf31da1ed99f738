namespace WorkWell.Communications.Templates;

/// <summary>How large a template may be. Checked before the engine's parser sees it.</summary>
internal static class TemplateLimits
{
    /// <summary>Characters of a template file.</summary>
    public const int Source = 20_000;

    /// <summary>Characters of one tag or note.</summary>
    public const int Tag = 300;

    /// <summary>Tags of a template, notes included.</summary>
    public const int Tags = 200;

    /// <summary>Conditions and lists inside one another.</summary>
    public const int Depth = 5;

    /// <summary>Lists in a template. A list never stands in a list.</summary>
    public const int Lists = 10;

    /// <summary>Errors listed for one text. Whoever mends these sees the next.</summary>
    public const int Errors = 20;
}
