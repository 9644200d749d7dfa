// dx of few channels: the products of dy and the filters for a column of windows, added to the
// picture where the windows overlap. It multiplies nothing by lanes beyond the channels.

/// Adds the products of a column of windows to the picture, from the column's left edge on.
static void T(scatter_column)(
    const ConvolutionShape *s, const REAL *products, long step, long windows, REAL *picture,
    long pitch
) {
    const long run = s->kernel_width * s->channels;
    for (long i = 0; i < windows; i++, products += step, picture += s->stride * pitch)
        for (long row = 0; row < s->kernel_height; row++) {
            const REAL *from = products + row * run;
            REAL *to = picture + row * pitch;
            for (long at = 0; at < run; at += LANES) {
                V part = T(load_first)(from + at, run - at, 0);
                T(store)(to + at, T(load)(to + at) + part);
            }
        }
}

/// What the threads of a team need for some images; each has a room for products and a picture.
typedef struct {
    const ConvolutionShape *shape;
    const REAL *packed, *dy;
    REAL *dx, *rooms;
    long room;
} T(Scattering);

static void T(scatter_images)(const void *context, long from, long to, int lane) {
    const T(Scattering) *c = context;
    const ConvolutionShape *s = c->shape;
    const long height = convolution_output_height(s), width = convolution_output_width(s);
    const long elements = s->kernel_height * s->kernel_width * s->channels;
    const long pitch = scatter_pitch(s), line = s->width * s->channels;
    REAL *products = c->rooms + lane * c->room, *picture = products + height * elements + LANES;
    T(Block) product = {
        .a_row = width * s->filters, .a_step = 1, .b = c->packed, .b_panel = s->filters * LANES,
        .b_step = LANES, .c = products, .c_step = elements, .rows = height, .columns = elements,
        .depth = s->filters};
    for (long image = from; image < to; image++) {
        memset(picture, 0, (size_t)(scatter_rows(s) * pitch) * sizeof(REAL));
        for (long j = 0; j < width; j++) {
            product.a = c->dy + (image * height * width + j) * s->filters;
            T(block_product)(&product);
            T(scatter_column)(
                s, products, elements, height, picture + j * s->stride * s->channels, pitch);
        }
        const REAL *inner = picture + s->padding * (pitch + s->channels);
        for (long row = 0; row < s->height; row++)
            memcpy(c->dx + (image * s->height + row) * line, inner + row * pitch,
                   (size_t)line * sizeof(REAL));
    }
}

static void T(scatter_input_gradient)(
    const ConvolutionShape *s, const REAL *weight, const REAL *dy, REAL *dx, char *scratch
) {
    const long elements = s->kernel_height * s->kernel_width * s->channels;
    REAL *packed = T(take)(&scratch, scatter_packed(s) * (long)sizeof(REAL));
    const long room = scatter_room(s);
    REAL *rooms = T(take)(&scratch, kernel_team_lanes() * room * (long)sizeof(REAL));
    T(pack_block)(weight, elements, packed, s->filters, elements);
    T(Scattering) all = {s, packed, dy, dx, rooms, room};
    kernel_share(T(scatter_images), &all, s->images, 1);
}
