using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>The service keys of an area alone: made, shown once, and revoked. Keys of several areas are the operator's.</summary>
[RequiresPermission(Permission.ManageServiceKeys)]
[AsksAgain]
internal sealed class ServiceKeyListModel(IServiceKeys keys, KnownOrganisations organisations) : AccessPage
{
    private const int UsualDays = 90;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string[] Permissions { get; set; } = [];

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Days { get; set; } = UsualDays.ToString(CultureInfo.InvariantCulture);

    [BindProperty]
    public string? Revoked { get; set; }

    public string? Secret { get; private set; }

    public StaffList List { get; private set; } = null!;

    public IReadOnlyList<SelectItem> Working { get; private set; } = [];

    public IEnumerable<Choice> PermissionChoices => Permission.All.Select(permission => new Choice { Value = permission, Text = T["staff.may-" + permission] });

    public IEnumerable<SelectItem> Organisations => OrganisationChoices(organisations);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var name = ReadText(nameof(Name), Name, TextKind.Line, 60, T["staff.key-name-missing"]);
        if (Permissions.Length == 0) AddError(nameof(Permissions), T["staff.permissions-missing"]);
        if (!int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > 366)
            AddError(nameof(Days), T["staff.key-days-wrong"]);
        var organisation = string.IsNullOrEmpty(Organisation) ? null : Organisation;
        if (organisation is not null && organisations.Of(AreaCode).All(one => one.Code != organisation))
            AddError(nameof(Organisation), T["errors.not-understood"]);
        if (organisation is not null && Permissions.Any(permission => !Permission.OfOrganisations.Contains(permission)))
            AddError(nameof(Permissions), T["staff.permissions-of-organisations"]);
        if (HasErrors) return Page();
        var (secret, problem) = await keys.MakeAsync(
            new NewServiceKey
            {
                Name = name!, Areas = [AreaCode], Permissions = Permissions, Lasts = TimeSpan.FromDays(days), Organisation = organisation, MadeBy = Caller,
            },
            cancellationToken);
        if (problem is not null) AddError(nameof(Name), problem.Code == "access.name-taken" ? T["staff.key-name-taken"] : T["errors.not-understood"]);
        Secret = secret;
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken cancellationToken)
    {
        var own = (await keys.ListAsync(cancellationToken)).FirstOrDefault(key => key.Name == Revoked && IsOfThisArea(key));
        if (own is null)
        {
            AddError(nameof(Revoked), T["staff.key-revoke-missing"]);
            return Page();
        }
        await keys.RevokeAsync(Caller, own.Name, cancellationToken);
        return LocalRedirect($"/staff/areas/{AreaCode}/keys");
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        var own = (await keys.ListAsync(cancellationToken)).Where(IsOfThisArea).ToArray();
        var now = Now;
        Working = [.. own.Where(key => key.RevokedAt is null && key.ExpiresAt > now).Select(key => new SelectItem { Value = key.Name, Text = key.Name })];
        List = StaffList.Of<ServiceKeySummary>(
            Request, own,
            new(T["staff.key-name"], key => (Text)key.Name) { Key = "name", By = key => key.Name },
            new(T["staff.permissions"], key => (Text)string.Join(", ", key.Permissions.Select(permission => T["staff.may-" + permission].Value))),
            new(T["staff.key-until"], key => key.RevokedAt is { } at ? T["staff.key-revoked", ("on", When(at))] : When(key.ExpiresAt))
            {
                Key = "until", By = key => key.RevokedAt ?? key.ExpiresAt,
            },
            new(T["staff.last-used"], key => key.LastUsedAt is { } at ? When(at) : T["staff.never"]) { Key = "used", By = key => key.LastUsedAt });
    }

    private bool IsOfThisArea(ServiceKeySummary key) => key.Areas is [var only] && only == AreaCode;
}
