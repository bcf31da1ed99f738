namespace WorkWell.Ui.Contracts;

/// <summary>One box of a date.</summary>
public sealed record DateBox : Part
{
    /// <summary>The name; "day", "month" or "year" by default.</summary>
    public string? Name { get; init; }

    /// <summary>The label; null for the name.</summary>
    public Label? Label { get; init; }

    /// <summary>The value.</summary>
    public string? Value { get; init; }

    /// <summary>Its width in characters.</summary>
    public int? Width { get; init; }

    /// <summary>Whether this box has the error; null if the whole date does.</summary>
    public bool? Error { get; init; }

    /// <summary>Whether it is disabled; null for the date's setting.</summary>
    public bool? Disabled { get; init; }

    /// <summary>The input type.</summary>
    public string Type { get; init; } = "text";

    /// <summary>The keyboard that phones show.</summary>
    public string Inputmode { get; init; } = "numeric";

    /// <summary>The autocomplete setting, such as "bday-day".</summary>
    public string? Autocomplete { get; init; }

    /// <summary>The validation pattern.</summary>
    public string? Pattern { get; init; }

    /// <summary>Ids of further descriptions of the box.</summary>
    public string? DescribedBy { get; init; }

    internal bool HasErrors => Error == true || ClassNames.Has(Classes, "nhsuk-input--error");

    private protected override void Write(Markup html)
    {
    }
}

/// <summary>A date, in three boxes.</summary>
public sealed record DateInput : Part
{
    private static readonly DateBox UsualDay = new() { Name = "day", Width = 2 };
    private static readonly DateBox UsualMonth = new() { Name = "month", Width = 2 };
    private static readonly DateBox UsualYear = new() { Name = "year", Width = 4 };

    /// <summary>The legend.</summary>
    public Fieldset? Fieldset { get; init; }

    /// <summary>The hint.</summary>
    public Hint? Hint { get; init; }

    /// <summary>The error message.</summary>
    public ErrorMessage? ErrorMessage { get; init; }

    /// <summary>The prefix of the boxes' names.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>The day's box; null for none.</summary>
    public DateBox? Day { get; init; } = UsualDay;

    /// <summary>The month's box; null for none.</summary>
    public DateBox? Month { get; init; } = UsualMonth;

    /// <summary>The year's box; null for none.</summary>
    public DateBox? Year { get; init; } = UsualYear;

    /// <summary>Other boxes than day, month and year; null items are skipped.</summary>
    public IReadOnlyList<DateBox?> Items { get; init; } = [];

    /// <summary>The values of the boxes, by name.</summary>
    public IReadOnlyDictionary<string, string?> Values { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether all are disabled.</summary>
    public bool? Disabled { get; init; }

    /// <summary>The form group.</summary>
    public FormGroup? FormGroup { get; init; }

    private IReadOnlyList<DateBox?> Boxes => Items.Count > 0 ? Items : [Day, Month, Year];

    private bool OneIsWrong => Boxes.Any(box => box?.HasErrors == true);

    private protected override void Write(Markup html)
    {
        html.Open("div", new Bare { Classes = FormGroup?.Classes, Attributes = FormGroup?.Attributes ?? new Dictionary<string, string?>() },
            ClassNames.Join("nhsuk-form-group", ErrorMessage is not null || OneIsWrong ? "nhsuk-form-group--error" : null));
        // Without the role, one screen reader does not read the description of a group of text inputs.
        var fieldset = Fieldset is null ? null : Fieldset with { Role = Fieldset.Role ?? "group" };
        Grouping.Write(html, fieldset, Fieldset?.DescribedBy, Id, Hint, ErrorMessage, WriteBoxes);
        html.Close("div");
    }

    private void WriteBoxes(Markup html, string? describedBy)
    {
        html.Open("div", this, "nhsuk-date-input");
        html.Write(FormGroup?.BeforeInput);
        foreach (var box in Boxes)
        {
            if (box is null) continue;
            html.Open("div", ("class", "nhsuk-date-input__item"));
            html.Write(Box(box));
            html.Close("div");
        }
        html.Write(FormGroup?.AfterInput);
        html.Close("div");
    }

    private Input Box(DateBox box)
    {
        var (usual, given) = (UsualDay, Day);
        if (Is(box, UsualMonth, Month)) (usual, given) = (UsualMonth, Month);
        else if (Is(box, UsualYear, Year)) (usual, given) = (UsualYear, Year);
        var isUsual = Is(box, usual, given);
        var name = box.Name ?? usual.Name!;
        var value = box.Value ?? (isUsual ? given?.Value : null) ?? Values.GetValueOrDefault(name);
        var label = box.Label ?? new Label();
        var isWrong = box.HasErrors || (box.Error != false && ErrorMessage is not null && !OneIsWrong);
        return new Input
        {
            Id = box.Id ?? $"{Id}-{name}",
            Name = NamePrefix is null ? name : $"{NamePrefix}[{name}]",
            Label = label with { Text = label.Text ?? char.ToUpperInvariant(name[0]) + name[1..],
            Classes = ClassNames.Join("nhsuk-date-input__label", label.Classes) },
            ErrorMessage = isWrong ? new ErrorMessage() : null,
            Value = value,
            Type = box.Type,
            Width = box.Width ?? (isUsual && usual == UsualYear ? 4 : 2),
            Inputmode = box.Inputmode,
            Autocomplete = box.Autocomplete,
            Pattern = box.Pattern,
            DescribedBy = box.DescribedBy,
            Disabled = box.Disabled ?? Disabled,
            Classes = ClassNames.Join("nhsuk-date-input__input", box.Classes),
            Attributes = box.Attributes,
        };
    }

    private static bool Is(DateBox box, DateBox usual, DateBox? given) =>
        ReferenceEquals(box, given) || (box.Name is not null && (box.Name == usual.Name || box.Name == given?.Name));
}
